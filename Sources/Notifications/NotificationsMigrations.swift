import Persistence

/// The schema of mail and messages to people, in order.
package enum NotificationsMigrations {
    package static let all: [Migration] = []
}
