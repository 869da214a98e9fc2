import ArgumentParser

/// The root of the command tree. A new resource is one more line here.
struct Koers: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "koers",
            abstract: "The course of a municipal programme and who carries it, from the command line.",
            usage: "koers [options] <command> …",
            discussion: """
                First steps:
                  koers login --url http://127.0.0.1:8080 --token -
                  koers programmes list --phase execution
                  koers programmes readiness ITMDM-26 --to wind_down
                  koers programmes transition WDW-26 --to execution --dry-run
                  koers may --kind grant_subsidy --amount 62000
                  koers support ITMDM-26
                  koers dashboard

                Exit codes:
                  0 done          1 refused by governance     2 wrong command or value
                  3 not found     4 credentials or scope      5 server or network

                Environment:
                  KOERS_URL, KOERS_TOKEN   go before the profile
                  LC_ALL, LC_MESSAGES, LANG
                                           nl… for Dutch, else English
                  NO_COLOR, TERM=dumb      no colour on a terminal

                People and things may be called by their names; a part of it will do when
                only one fits. Programmes have codes, visions have numbers.
                """,
            version: Catalogue.current.version,
            groupedSubcommands: [
                CommandGroup(name: "Access", subcommands: [Login.self, Logout.self, ProfilesCommand.self]),
                CommandGroup(
                    name: "Resource",
                    subcommands: Resources.all.map { $0.commandType }
                ),
                CommandGroup(
                    name: "Governance",
                    subcommands: [
                        DashboardCommand.self,
                        MayCommand.self,
                        SupportCommand.self,
                        CreateCommand<Endorsements>.self,
                        ListCommand<Rules>.self,
                        Journal.commandType,
                    ]
                ),
                CommandGroup(
                    name: "Other",
                    subcommands: [APICommand.self, CompletionsCommand.self, CompleteCommand.self]
                ),
            ]
        )
    }

    @OptionGroup var common: CommonOptions
}
