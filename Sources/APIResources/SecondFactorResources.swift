/// `GET /api/v1/me/second-factors`.
package struct SecondFactorsResource: APIResource {
    package struct Passkey: APIResource {
        package var id: String
        package var name: String
        package var createdAt: String
        package var usedAt: String?

        package init(id: String, name: String, createdAt: String, usedAt: String?) {
            self.id = id
            self.name = name
            self.createdAt = createdAt
            self.usedAt = usedAt
        }

        package static let notes: [String: FieldNote] = [
            "id": "What it is removed by.", "name": "As its person has called it.", "createdAt": .time("When it was added."),
            "usedAt": .time("When it was shown last; missing: not yet."),
        ]
        package static let example: Passkey? = Passkey(
            id: "0193514e-0c48-7e5c-9a55-0e5a6f2f8d11", name: "My phone", createdAt: "2026-11-22T09:41:00Z", usedAt: nil)
    }

    package var authenticatorAddedAt: String?
    package var passkeys: [Passkey]
    package var recoveryCodesLeft: Int
    package var isRequired: Bool

    package init(authenticatorAddedAt: String?, passkeys: [Passkey], recoveryCodesLeft: Int, isRequired: Bool) {
        self.authenticatorAddedAt = authenticatorAddedAt
        self.passkeys = passkeys
        self.recoveryCodesLeft = recoveryCodesLeft
        self.isRequired = isRequired
    }

    package static let notes: [String: FieldNote] = [
        "authenticatorAddedAt": .time("When the authenticator app was added; missing: there is none."),
        "passkeys": "Passkeys of this person. They are added in a browser.",
        "recoveryCodesLeft": FieldNote("Recovery codes that have not been used.", minimum: 0, maximum: 10),
        "isRequired": "The provider wants a second factor of this person.",
    ]

    package static let example: SecondFactorsResource? = SecondFactorsResource(
        authenticatorAddedAt: "2026-11-22T09:41:00Z", passkeys: [], recoveryCodesLeft: 10, isRequired: true)
}

/// `POST /api/v1/me/authenticator`: a key for an app, which counts once a code of it was confirmed.
package struct AuthenticatorSetupResource: APIResource {
    package var secret: String
    package var address: String

    package var holdsSecret: Bool { true }

    package init(secret: String, address: String) {
        self.secret = secret
        self.address = address
    }

    package static let notes: [String: FieldNote] = [
        "secret": "The key in base32, for typing into an app.", "address": "The same as `otpauth://` address, for a QR code.",
    ]

    package static let example: AuthenticatorSetupResource? = AuthenticatorSetupResource(
        secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        address: "otpauth://totp/Northern:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Northern")
}

/// `PUT /api/v1/me/authenticator`.
package struct SecondFactorCodeResource: APIResource {
    package var code: String

    package init(code: String) { self.code = code }

    package static let notes: [String: FieldNote] = ["code": FieldNote("Six digits, as the app shows them now.", maximumLength: 12)]

    package static let example: SecondFactorCodeResource? = SecondFactorCodeResource(code: "287082")
}

/// Recovery codes, told this once.
package struct RecoveryCodesResource: APIResource {
    package var recoveryCodes: [String]

    package var holdsSecret: Bool { !recoveryCodes.isEmpty }

    package init(recoveryCodes: [String]) { self.recoveryCodes = recoveryCodes }

    package static let notes: [String: FieldNote] = [
        "recoveryCodes": "Each stands in for the second factor once. Empty when there are codes from before, which stay good."
    ]

    package static let example: RecoveryCodesResource? = RecoveryCodesResource(recoveryCodes: ["kx3m-p9tq-2vhn-wc7d"])
}
