print("hostwright-agent")
