import APIResources
import CommandLineTool
import Core
import Foundation
import TestSupport
import Testing

/// Mail, settings, schedules and alerts on the command line.
@Suite struct CommandLineOperationTests {
    @Test func `settings are shown and only what is named is changed`() async throws {
        try await Replies({ _ in try .json(try #require(SettingsResource.example)) }).serve { panel in
            let shown = await panel.run("settings", "show")
            #expect(
                shown.code == 0 && shown.output.contains("Northern Hosting\n") && shown.output.contains("Maintenance               off\n"))
            let changed = await panel.run("settings", "change", "--language", "de", "--maintenance", "off", "--password-minimum", "14")
            #expect(changed.code == 0)
            #expect(panel.requests.last?.line == "PATCH /api/v1/settings")
            #expect(panel.requests.last?.body == #"{"isInMaintenance":false,"language":"de","passwordMinimum":14}"#)
        }
    }

    @Test func `a password of the relay comes from standard input only`() async throws {
        try await Replies({ _ in try .json(try #require(RelayResource.example)) }).serve { panel in
            let ended = await panel.run(
                "mail", "relay", "change", "smtp.example.org", "--user", "hosting", "--password", "--sender", "post@hosting.example",
                input: "three words here\n")
            #expect(ended.output == "Mails leave through smtp.example.org from now on.\n")
            #expect(panel.requests.map(\.line) == ["PUT /api/v1/settings/mail-relay"])
            #expect(panel.requests[0].body.contains(#""password":"three words here""#))
            #expect(await panel.run("mail", "relay", "show").output.contains("Password  stored"))
        }
    }

    @Test(.proves("H.DOM-04", door: .cli))
    func `what to give the registrar is shown, and mailed on demand`() async throws {
        let answer = DelegationResource(
            domain: "example.net", nameServers: [.init(name: "ns1.srv.example.net", addresses: ["203.0.113.5", "2001:db8::5"])])
        try await Replies({ $0.hasPrefix("POST") ? .init(status: .noContent) : try .json(answer) }).serve { panel in
            let shown = await panel.run("domain", "delegation", "example.net", "--mail")
            #expect(shown.output == "NAME SERVER          ADDRESSES\nns1.srv.example.net  203.0.113.5 2001:db8::5\n")
            #expect(
                panel.lines == ["POST /domains/example.net/delegation/mail", "GET /domains/example.net/delegation"]
                    || panel.lines == ["POST /api/v1/domains/example.net/delegation/mail", "GET /api/v1/domains/example.net/delegation"])
        }
    }

    @Test func `schedules and alerts are listed, and a schedule is turned off`() async throws {
        let schedule = try #require(ScheduleResource.example)
        let alert = try #require(AlertResource.example)
        try await Replies({ line in
            if line.hasPrefix("GET /alerts") { return try .json(ListResource(items: [alert], total: 1)) }
            return line == "GET /schedules" ? try .json(ListResource(items: [schedule], total: 1)) : try .json(schedule)
        }).serve { panel in
            #expect(await panel.run("job", "schedules").output.contains("accounts.purge_trash  on"))
            #expect(await panel.run("job", "schedule", "accounts.purge_trash", "--power", "off").code == 0)
            #expect(panel.requests.last?.body == #"{"isOn":false}"#)
            #expect(await panel.run("job", "run", "accounts.purge_trash").output == "accounts.purge_trash runs now.\n")
            #expect(await panel.run("alert", "list", "--only", "open").output.contains("The disk of machine-1 is full"))
        }
    }
}
