import NIOCore

/// What the task of a connection does with an event that was answered.
enum EdgeAnswer: Sendable {
    case whole(EdgeReply)
    case streamed(StreamedAnswer)
}

/// An answer whose body is still to be made.
struct StreamedAnswer: Sendable {
    let reply: EdgeReply
    let stream: BodyStream
    let request: APIRequest
    let span: RequestSpan?
    let since: NIODeadline

    /// How the body ended.
    enum Outcome {
        case complete(byteCount: Int)
        case clientWentAway(byteCount: Int)
        /// For the operator only.
        case failed(byteCount: Int, cause: String)
    }
}

extension StreamedAnswer.Outcome {
    var byteCount: Int {
        switch self {
        case .complete(let count), .clientWentAway(let count), .failed(let count, _): count
        }
    }

    var cause: String? {
        switch self {
        case .failed(_, let cause): cause
        case .complete, .clientWentAway: nil
        }
    }

    /// What the log says behind the status.
    var note: String {
        switch self {
        case .complete: ""
        case .clientWentAway: ", cut off by the client"
        case .failed: ", cut off"
        }
    }
}

extension RequestAnswering {
    /// Makes and sends a body, each chunk when the one before it has been taken, and observes the request at its end.
    func send(_ answer: StreamedAnswer, over channel: any Channel) async {
        var writer = BodyWriter { chunk, isFirst in
            try await channel.writeAndFlush(isFirst ? EdgeOutput.begin(answer.reply, chunk) : .chunk(chunk))
        }
        var failure: (any Error)?
        do {
            try await answer.span.around { try await answer.stream.write(&writer) }
        } catch {
            failure = error
        }
        metrics.requestEnded()
        if let failure, !writer.hasBegun {
            var reply = answer.reply
            reply.response = answer.stream.refusal?(failure) ?? problem(.internal, for: answer.request)
            channel.writeAndFlush(EdgeOutput.whole(reply), promise: nil)
            answer.span?.end(reply.response)
            return observe(reply.response, of: answer.request, since: answer.since)
        }
        if !writer.hasBegun {
            channel.write(EdgeOutput.begin(answer.reply, ByteBuffer()), promise: nil)
        }
        // Before the end is written: the end of the connection, which may come with it, cancels this task.
        let outcome = outcome(of: writer, failure)
        channel.writeAndFlush(failure == nil ? EdgeOutput.end : .abort, promise: nil)
        answer.span?.end(answer.reply.response)
        if failure != nil { metrics.bodyWasCut(operation: answer.reply.response.operationID) }
        observe(answer.reply.response, of: answer.request, since: answer.since, streamed: outcome)
    }

    private func outcome(of writer: borrowing BodyWriter, _ failure: (any Error)?) -> StreamedAnswer.Outcome {
        guard let failure else { return .complete(byteCount: writer.byteCount) }
        if writer.clientIsGone || Task.isCancelled { return .clientWentAway(byteCount: writer.byteCount) }
        return .failed(byteCount: writer.byteCount, cause: "\(failure)")
    }
}
