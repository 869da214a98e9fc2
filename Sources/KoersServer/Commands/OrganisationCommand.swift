import ArgumentParser

struct OrganisationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation",
        abstract: "Keep organisations.",
        subcommands: [OrganisationCreate.self]
    )
}

struct OrganisationCreate: AdministrationCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create an organisation.",
        discussion: """
            EXAMPLE
              koers-server organisation create --name Lindemeer --oin 00000001999990019000
            """
    )

    @OptionGroup var shared: AdministrationFlags

    @Option(help: "Its name, such as that of the municipality.")
    var name: String

    @Option(help: "Its Organisatie-identificatienummer: 20 digits.")
    var oin: String

    func work(in database: any RunningDatabase, output: CommandOutput) async throws {
        let created = try await database.createOrganisation(name: name, oin: oin)
        try output.write(created, text: "Created \(created.name), OIN \(created.oin), id \(created.id).")
    }
}
