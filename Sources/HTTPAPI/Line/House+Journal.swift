import Contract
import Domain
import HTTPTypes
import NIOCore
import Storage

extension House {
    /// A long page of the journal. What is on it is settled first, with its tag and the address of the next; then its
    /// entries, which never change, are read and sent in parts, at the pace of the client.
    func longJournal(from source: Handler.Source, _ call: Call) async throws(Rejection) -> APIResponse {
        let tenant = try call.tenant
        let query = try pageQuery(.journal, call)
        let page = try await stored { () async throws(StorageError) in
            try await reader(source).journalPage(query, in: tenant)
        }
        var response = call.page([], tag: tag(of: page.identity), next: page.next)
        guard response.status == .ok else { return response }
        response.stream = BodyStream { [self] writer in
            var opening = #"{"results":["#
            var rest = page.entries[...]
            while !rest.isEmpty {
                let part = rest.prefix(Self.entriesAtATime)
                rest = rest.dropFirst(part.count)
                let entries = try await entries(part, from: source, in: tenant)
                var chunk = ByteBuffer(string: opening)
                // Without the brackets of the part.
                chunk.writeBytes(entries.dropFirst().dropLast())
                try await writer.write(chunk)
                opening = ","
            }
            let next = page.next.map { #","next":\#(Value.string($0).json)"# } ?? ""
            try await writer.write(ByteBuffer(string: "\(page.entries.isEmpty ? opening : "")]\(next)}"))
        }
        return response
    }

    /// Some entries as a JSON array. A standby that has not come as far as the page is passed by.
    private func entries(
        _ part: ArraySlice<JournalPage.Entry>,
        from source: Handler.Source,
        in tenant: Tenant
    ) async throws(Rejection) -> [UInt8] {
        try await stored { () async throws(StorageError) in
            if let entries = try await reader(source).journalEntries(part, in: tenant) { return entries }
            if let entries = try await reader.journalEntries(part, in: tenant) { return entries }
            throw .unavailable("Entries of the journal that were there are not.")
        }
    }

    /// An entry is one to four kilobytes.
    private static let entriesAtATime = 100
}
