/// What is known about the customer of an account: `/api/v1/accounts/{account}/person`.
package struct PersonalDataResource: APIResource, Equatable {
    package var person: String?
    package var company: String?
    package var street: String?
    package var postalCode: String?
    package var city: String?
    package var country: String?
    package var phone: String?
    package var field1: String?
    package var field2: String?
    package var field3: String?
    package var isShown: Bool?

    package init(
        person: String? = nil, company: String? = nil, street: String? = nil, postalCode: String? = nil, city: String? = nil,
        country: String? = nil, phone: String? = nil, field1: String? = nil, field2: String? = nil, field3: String? = nil,
        isShown: Bool? = nil
    ) {
        self.person = person
        self.company = company
        self.street = street
        self.postalCode = postalCode
        self.city = city
        self.country = country
        self.phone = phone
        self.field1 = field1
        self.field2 = field2
        self.field3 = field3
        self.isShown = isShown
    }

    package static var notes: [String: FieldNote] {
        [
            "person": FieldNote("Name of the person.", maximumLength: 100),
            "company": FieldNote("Company.", maximumLength: 100), "street": FieldNote("Street and number.", maximumLength: 100),
            "postalCode": FieldNote("Postal code.", maximumLength: 20), "city": FieldNote("City.", maximumLength: 100),
            "country": FieldNote("Country.", maximumLength: 60), "phone": FieldNote("Telephone.", maximumLength: 40),
            "field1": FieldNote("The provider's first own field.", maximumLength: 200),
            "field2": FieldNote("The provider's second own field.", maximumLength: 200),
            "field3": FieldNote("The provider's third own field.", maximumLength: 200),
            "isShown": "Whether the customer sees these data on his first page.",
        ]
    }

    package static var example: PersonalDataResource? {
        PersonalDataResource(person: "Anna Berg", company: "Berg Ceramics", city: "Kiel", phone: "+49 431 555 01", isShown: true)
    }
}

/// A domain of a new account.
package struct NewAccountDomainResource: APIResource {
    package var name: String
    package var hasZone: Bool?
    package var isToBeRegistered: Bool?

    package init(name: String, hasZone: Bool? = nil, isToBeRegistered: Bool? = nil) {
        self.isToBeRegistered = isToBeRegistered
        self.name = name
        self.hasZone = hasZone
    }

    package static var notes: [String: FieldNote] {
        [
            "name": FieldNote("Name of the domain.", maximumLength: 260),
            "hasZone": "Whether its zone is on the provider's name servers. Default: true.",
            "isToBeRegistered": "Whether the provider is to register the name. Default: false.",
        ]
    }

    package static var example: NewAccountDomainResource? { NewAccountDomainResource(name: "berg-ceramics.example", hasZone: true) }
}

/// `POST /api/v1/accounts/{account}/template-applications`.
package struct TemplateApplicationResource: APIResource {
    package var template: String

    package init(template: String) { self.template = template }

    package static var notes: [String: FieldNote] { ["template": "Name or id of the template whose limits the account gets."] }
    package static var example: TemplateApplicationResource? { TemplateApplicationResource(template: "Small shop") }
}

/// `POST /api/v1/accounts/{account}/registration-mails`: what is absent is filled in from the account's data.
package struct RegistrationLetterResource: APIResource {
    package var to: String?
    package var subject: String?
    package var text: String?
    package var template: String?
    package var password: String?

    package init(
        to: String? = nil, subject: String? = nil, text: String? = nil, template: String? = nil, password: String? = nil
    ) {
        self.to = to
        self.subject = subject
        self.text = text
        self.template = template
        self.password = password
    }

    package static var notes: [String: FieldNote] {
        [
            "to": FieldNote("Where it goes; absent: to the account's owner.", format: "email"),
            "subject": FieldNote("One line, as it is sent; absent: the one of the template.", maximumLength: 150),
            "text": FieldNote("As it is sent; absent: the one of the template, with the account's data.", maximumLength: 10_000),
            "template": "Name or id of the template whose mail it is; absent: the default.",
            "password": "What stands in the place of `{password}`; it is stored nowhere.",
        ]
    }

    package static var example: RegistrationLetterResource? {
        RegistrationLetterResource(subject: "Welcome", text: "Your account is ready.")
    }
}

/// What the provider calls the three fields of his own in the data of customers: `/api/v1/user-fields`.
package struct UserFieldsResource: APIResource {
    package var field1: String?
    package var field2: String?
    package var field3: String?

    package init(field1: String? = nil, field2: String? = nil, field3: String? = nil) {
        self.field1 = field1
        self.field2 = field2
        self.field3 = field3
    }

    package static var notes: [String: FieldNote] {
        [
            "field1": FieldNote("Name of the first field; absent: it is not asked for.", maximumLength: 40),
            "field2": FieldNote("Name of the second field; absent: it is not asked for.", maximumLength: 40),
            "field3": FieldNote("Name of the third field; absent: it is not asked for.", maximumLength: 40),
        ]
    }

    package static var example: UserFieldsResource? { UserFieldsResource(field1: "Customer number") }
}
