import NIOCore

/// Ends a connection a little after its server has begun to stop: a request that never comes whole, or an answer that nobody reads, does not hold
/// up the end of the program. Connections without a request are closed at once by the server itself.
package final class ConnectionEnd: ChannelInboundHandler, RemovableChannelHandler {
    package typealias InboundIn = NIOAny

    private let grace: TimeAmount

    package init(grace: TimeAmount = .seconds(3)) { self.grace = grace }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            let channel = context.channel
            channel.eventLoop.scheduleTask(in: grace) { channel.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
