// ServiceConfiguration
