/// Entity tags as people type them.
enum EntityTag {
    /// The tag between quotes, which a shell tends to eat.
    static func quoted(_ text: String) -> String { text.hasSuffix("\"") ? text : "\"\(text)\"" }
}
