// HostingTests
