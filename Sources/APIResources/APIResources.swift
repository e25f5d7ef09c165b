// APIResources
