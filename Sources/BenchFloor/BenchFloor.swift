import ArgumentParser
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Postgres

/// The least that a server on SwiftNIO and the module `Postgres` can be: it sends the statements that it is told, and
/// answers with their rows, as they came or as JSON, or throws these away and answers always the same. `make bench` measures it beside
/// koers-server, so that what a request costs without Koers is measured and not guessed. It listens on 127.0.0.1 and is
/// nothing to run otherwise.
@main
struct BenchFloor: AsyncParsableCommand {
    @Argument(help: "A file of JSON, of which the shape is in Plan.swift.") var plan: String

    func run() async throws {
        let plan = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: URL(filePath: plan)))
        var configuration = try PostgresConfiguration(url: plan.database)
        configuration.sessionParameters = plan.session
        let client = PostgresClient(configuration, logger: Logger(label: "floor"))
        let maker = plan.statements.isEmpty ? nil : BatchMaker(plan)
        let answer = Answer(plan)
        let answered = Answered()
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(HTTPRequestDecoder()),
                        FloorHandler(maker, answer, client: client, answered: answered, on: channel.eventLoop),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: plan.port)
            .get()
        await client.run()
        try await server.close()
    }
}
