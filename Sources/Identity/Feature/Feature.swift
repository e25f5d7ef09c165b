import Core
import Jobs
import Persistence
import Presentation

/// A part of the product: its schema, its pages and REST operations, its place in the menu, on the home pages and in the search, its jobs.
///
/// A feature is a folder; the list of features in ControlPlane names its type, and that is all the rest of the program knows of it.
/// Everything but the initialiser has a default: nothing.
package protocol Feature: Sendable {
    /// Makes the feature from what the installation is put together of. Throws when a part is missing: a mistake of the program.
    init(_ parts: FeatureParts) throws
    /// Its tables, in order. Features come in the order of the list, so it may refer to tables of those before it.
    static var migrations: [Migration] { get }
    /// The sentences of the faults it throws, in German and Russian.
    static var faults: FaultTexts { get }
    /// The mails it writes, with their texts.
    static var notifications: [MailNotification] { get }
    /// Pages and REST operations.
    func routes() -> Routes
    /// Lines of the menu for this person; only what exists for him and what he may (H.PLAT-07).
    func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem]
    /// Ways to what this person does most, for his first page; only what he may (H.ACC-11).
    func shortcuts(for visit: Visit, in db: any Connection) throws -> [Shortcut]
    /// Cards for this person's first page.
    func homeCards(for visit: Visit, in db: any Connection) throws -> [HomeCard]
    /// What wants a decision of this person, for his first page.
    func decisions(for visit: Visit, in db: any Connection) throws -> [Decision]
    /// What stands above every page of this person: whose panel he is in, that the panel is being maintained.
    func banners(for visit: Visit, in db: any Connection) throws -> [HTML]
    /// What of it the search field and the command palette find, best first, at most `limit`.
    func found(_ typed: String, limit: Int, for visit: Visit, in db: any Connection) throws -> [SearchHit]
    /// Its jobs and their schedules.
    func register(in kinds: inout JobKinds)
}

extension Feature {
    package static var migrations: [Migration] { [] }
    package static var faults: FaultTexts { FaultTexts([:]) }
    package static var notifications: [MailNotification] { [] }
    package func routes() -> Routes { Routes() }
    package func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] { [] }
    package func shortcuts(for visit: Visit, in db: any Connection) throws -> [Shortcut] { [] }
    package func homeCards(for visit: Visit, in db: any Connection) throws -> [HomeCard] { [] }
    package func decisions(for visit: Visit, in db: any Connection) throws -> [Decision] { [] }
    package func banners(for visit: Visit, in db: any Connection) throws -> [HTML] { [] }
    package func found(_ typed: String, limit: Int, for visit: Visit, in db: any Connection) throws -> [SearchHit] { [] }
    package func register(in kinds: inout JobKinds) {}
}

/// A line of the menu.
package struct MenuItem: Sendable {
    package enum Group: Int, Sendable, CaseIterable {
        case first, customers, cluster, provider, own
        /// Below the person's initials, beside signing out.
        case person
    }

    package var group: Group
    /// Within its group: smaller ones first.
    package var order: Int
    package var item: Shell.Item

    package init(_ group: Group, order: Int, _ text: String, _ link: Link, icon: Icon, count: Int? = nil) {
        self.group = group
        self.order = order
        item = Shell.Item(text, link, icon: icon, count: count)
    }
}

/// A way to something on somebody's first page.
package struct Shortcut: Sendable {
    /// Smaller ones first.
    package var order: Int
    package var tile: Tile

    package init(order: Int, _ text: String, _ link: Link, icon: Icon) {
        self.order = order
        tile = Tile(text, link, icon: icon)
    }
}

/// A card on somebody's first page.
package struct HomeCard: Sendable {
    package enum Place: Sendable {
        /// Over the whole width, before all others: what everybody should read.
        case top
        case main, side
    }

    package var place: Place
    /// Within its place: smaller ones first.
    package var order: Int
    package var html: HTML

    package init(_ place: Place, order: Int = 50, _ html: HTML) {
        self.place = place
        self.order = order
        self.html = html
    }
}

/// Something that the search found.
package struct SearchHit: Sendable {
    package var text: String
    /// What it is, or whose: one short line.
    package var note: String
    package var link: Link
    package var icon: Icon

    package init(_ text: String, note: String, _ link: Link, icon: Icon) {
        self.text = text
        self.note = note
        self.link = link
        self.icon = icon
    }
}

/// What features are made of: the database, the clock, and the operations of other features, by their types.
package struct FeatureParts: Sendable {
    package let database: any Database
    package let clock: Clock
    /// The panel's address without a path.
    package let origin: String
    private var parts: [ObjectIdentifier: any Sendable] = [:]

    package init(database: any Database, clock: Clock, origin: String) {
        self.database = database
        self.clock = clock
        self.origin = origin
    }

    package mutating func add<Part: Sendable>(_ part: Part) { parts[ObjectIdentifier(Part.self)] = part }

    /// Throws when nobody has added it.
    package func callAsFunction<Part: Sendable>(_ type: Part.Type = Part.self) throws -> Part {
        guard let part = parts[ObjectIdentifier(type)] as? Part else { throw PartMissing(description: "no feature part \(type)") }
        return part
    }
}

struct PartMissing: Error, CustomStringConvertible { let description: String }
