package import NIOCore

/// Where an edge listens, and what it grants a client.
package struct EdgeConfiguration: Sendable {
    package var host: String
    /// 0 takes a free port, told to `EdgeServer.init(onListening:)`.
    package var port: Int
    /// The value of `API-Version`; nil leaves the field out (management).
    package var apiVersion: String?
    /// Nil serves plain HTTP.
    package var tls: TLSFiles?
    package var limits = Limits()
    package var deadlines = Deadlines()

    package init(host: String, port: Int, apiVersion: String?) {
        self.host = host
        self.port = port
        self.apiVersion = apiVersion
    }

    /// Two files in PEM.
    package struct TLSFiles: Sendable {
        /// The server's certificate, followed by those between it and its root.
        package let certificate: String
        package let key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Sizes in bytes, and counts.
    package struct Limits: Sendable {
        package var target = 8 * 1024
        package var headerFields = 16 * 1024
        package var headerFieldCount = 100
        package var body = 1024 * 1024
        /// Of a list that is read in at once.
        package var importBody = 8 * 1024 * 1024
        /// Connections that are served; those above it are answered 503, and above `connections + refusals` not accepted.
        package var connections = 4096
        package var refusals = 64

        package init() {}

        /// How large the body of a request to this target may be; by its name, because nothing else is known of it yet.
        func body(of target: RequestTarget) -> Int { target.path.hasSuffix("/_import") ? importBody : body }
    }

    /// All absolute: a client that sends a byte a second does not move them.
    package struct Deadlines: Sendable {
        /// From the first byte of a request, or from the end of the response before it, to the end of its head.
        package var head = TimeAmount.seconds(10)
        /// From the end of the head to the end of the body.
        package var body = TimeAmount.seconds(30)
        /// From the end of a response, or from the connection's start, to the first byte of a request.
        package var idle = TimeAmount.seconds(75)
        /// The same when the server stops: long enough for a request that is on its way, so that a busy client is
        /// never cut off between two requests.
        package var idleAtStop = TimeAmount.milliseconds(250)
        /// From the moment a response is ready to the moment the socket has taken it.
        package var response = TimeAmount.seconds(60)
        /// How long a client that ended its side may wait for its answer before its task is cancelled.
        package var halfClosed = TimeAmount.seconds(1)
        /// How long bytes of a refused request are thrown away, so that the client can read the refusal.
        package var linger = TimeAmount.seconds(2)
        /// From the call to stop until requests in flight are cancelled and connections closed.
        package var stop = TimeAmount.seconds(9)

        package init() {}
    }
}
