import Core

/// The setting that travels with each request of an account (FPM's PHP_ADMIN_VALUE). It is sent always and set last, so that none from
/// `.htaccess` can take its place; the others stand in the pool. One line only: mod_lua's tables hold no line breaks.
package struct PHPRequestSettings: Sendable, Hashable {
    package let text: String

    package init(home: PlainPath) {
        text = "open_basedir=" + PHPSettings.reach(home)
    }
}

/// What every script of an account finds, in its pool and again with each request.
struct PHPSettings {
    var values: [(name: String, value: String)]

    /// The boundary is the account's own uid; open_basedir only makes accidents visible early.
    init(home: PlainPath) {
        values = [
            ("open_basedir", Self.reach(home)), ("session.save_path", home.text + "/sessions"),
            ("upload_tmp_dir", home.text + "/tmp"), ("sys_temp_dir", home.text + "/tmp"),
        ]
    }

    static func reach(_ home: PlainPath) -> String { home.text + "/:/usr/share/php/" }
}
