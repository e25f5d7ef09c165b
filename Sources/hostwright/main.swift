print("hostwright")
