// Domains
