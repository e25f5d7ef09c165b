// ServiceConfigurationTests
