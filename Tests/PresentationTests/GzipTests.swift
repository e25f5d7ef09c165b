import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// Pages and assets are small on their way, and come out as they went in.
@Suite struct GzipTests {
    private static let samples: [[UInt8]] = [
        [], [7], Array("aaaa".utf8), Array(repeating: 0, count: 300_000), Array("abcabcabcabcabcabcd".utf8),
        (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 2_654_435_761 >> 13) },
        Array(String(repeating: "<li class=\"row\">Müller & Söhne, пример-сайт.рф</li>\n", count: 4000).utf8),
        (0..<66_000).map { $0 % 33_000 == 0 ? 1 : UInt8($0 % 251) },
    ]

    @Test(arguments: samples.indices)
    func `what was packed is unpacked as it was`(sample: Int) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("gzip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }  // What is left is the system's to clean up.
        let bytes = Self.samples[sample]
        let file = directory.appendingPathComponent("sample.gz")
        try Data(Gzip.compress(bytes)).write(to: file)
        let gunzip = Process()
        gunzip.executableURL = URL(fileURLWithPath: "/usr/bin/gunzip")
        gunzip.arguments = [file.path]
        try gunzip.run()
        gunzip.waitUntilExit()
        #expect(gunzip.terminationStatus == 0)
        #expect(try Array(Data(contentsOf: directory.appendingPathComponent("sample"))) == bytes)
    }

    @Test(arguments: [
        ("gzip", true), ("gzip, deflate, br", true), ("br;q=1.0, GZIP;q=0.5", true), ("gzip;q=0", false), ("gzip; q=0.0", false),
        ("deflate", false), ("", false), ("x-gzip-not", false),
    ])
    func `only who takes gzip gets it`(header: String, isAccepted: Bool) {
        #expect(Gzip.isAccepted([.acceptEncoding: header]) == isAccepted)
    }

    @Test(arguments: Engine.available)
    func `a page goes out packed when the browser takes it`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Gallery.routes) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let plain = try await browser.get("/gallery/domains")
            let packed = try await browser.get("/gallery/domains", headers: [.acceptEncoding: "gzip"])
            #expect(plain.headers[.contentEncoding] == nil && plain.text.contains("kern-keramik.de"))
            #expect(packed.headers[.contentEncoding] == "gzip" && packed.headers[.vary] == "Accept-Encoding")
        }
    }
}
