
// Added to Package.swift by scripts/sanitize/run: the driver and its tests alone, which build in a minute.
let driver = ["CLibPQ", "Postgres", "EmbeddedPostgres", "TestSupport", "PostgresTests"]
package.products = []
package.targets.removeAll { !driver.contains($0.name) }
package.dependencies.removeAll { dependency in
    guard case .sourceControl(_, let address, _) = dependency.kind else { return false }
    return !["swift-collections", "swift-distributed-tracing", "swift-log", "swift-metrics"].contains { address.hasSuffix($0) }
}
for target in package.targets {
    target.dependencies.removeAll { dependency in
        guard case .byNameItem(let name, _) = dependency else { return false }
        return !driver.contains(name)
    }
}
