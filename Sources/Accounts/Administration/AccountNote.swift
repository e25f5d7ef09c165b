import Core
import Identity
import Persistence

extension Things { package enum AccountNote {} }
package typealias AccountNoteID = Identifier<Things.AccountNote>

/// What staff have written about an account, for each other (H.ADM-13). Notes are only ever added.
package struct AccountNote: Sendable, Hashable {
    package static let longest = 4000

    package var id: AccountNoteID
    package var account: AccountID
    /// Who wrote it, by name.
    package var author: String
    package var words: String
    package var createdAt: Timestamp
}

/// All statements on `account_note`.
enum AccountNoteQueries {
    static func insert(_ note: AccountNote, login: LoginID?, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO account_note (id, account_id, login_id, author, words, words_folded, created_at)
            VALUES (\(note.id), \(note.account), \(login), \(note.author), \(note.words), \(note.words.folded), \(note.createdAt))
            """)
    }

    static func of(_ account: AccountID, _ ids: [String], in db: any Connection) throws -> [AccountNote] {
        if ids.isEmpty { return [] }
        return try db.query(
            """
            SELECT id, account_id, author, words, created_at FROM account_note
            WHERE account_id = \(account) AND id IN (\(list: ids))
            """
        ).map {
            AccountNote(
                id: try $0("id"), account: try $0("account_id"), author: try $0("author"), words: try $0("words"),
                createdAt: try $0("created_at"))
        }
    }

    /// Notes of the account that have this in them, the latest first.
    static func found(_ typed: String, of account: AccountID, limit: Int, in db: any Connection) throws -> [String] {
        try db.query(
            """
            SELECT id FROM account_note WHERE account_id = \(account) AND words_folded LIKE \(likePattern(containing: typed)) ESCAPE '\\'
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try $0("id") }
    }
}
