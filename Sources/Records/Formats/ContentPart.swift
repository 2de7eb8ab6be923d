/// A part of what a record's learning id is made of.
public enum ContentPart {
    /// The name of what follows, where the record has it and others need not.
    case name(String)
    /// Bytes of the text, as they stand.
    case bytes(Range<Int>)
}
