// Websites
