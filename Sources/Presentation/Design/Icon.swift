package enum Icon: String, Sendable { case house }
