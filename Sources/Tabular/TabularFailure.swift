public import Markup

/// Why a source, or what is left of it, cannot be read as a table, and where.
public struct TabularFailure: Error, Sendable, Equatable {
  /// What is wrong with one member of a container.
  public enum MemberProblem: Sendable, Hashable {
    /// The bytes do not have the checksum that the container states.
    case checksum

    /// The member is not as long as the container states.
    case size

    /// The compressed data is broken.
    case brokenData

    /// The compressed data ends too early.
    case truncated

    /// The member is compressed in a way that is not read.
    case unsupportedCompression
  }

  /// The facts of a failure.
  public enum Reason: Sendable, Equatable {
    /// The system refused to open the file, for the reason in its `errno`.
    case cannotOpen(errno: Int32)

    /// The path is a directory.
    case isDirectory

    /// The path is a pipe, a device or a socket.
    case notARegularFile

    /// A read failed, for the reason in the system's `errno`.
    case readFailed(errno: Int32)

    /// The source has no byte, or nothing but a byte order mark and blanks.
    case empty

    /// The source is something else than a table that is read here.
    case unsupportedContent(ContentKind)

    /// The text is in an encoding that is not read.
    case unsupportedEncoding(String)

    /// A quote that was opened is not closed: not at all, or only where another one begins.
    case unterminatedQuote(openedAtLine: Int)

    /// One record, or one cell of a sheet, is longer than the limit, in bytes.
    case recordTooLong(limit: Int)

    /// A row has a cell beyond the limit.
    case tooManyColumns(limit: Int)

    /// The rows of a sheet leave out more cells before others than the limit.
    case tooManyBlankCells(limit: Int)

    /// The bytes look like a container and cannot be read as one.
    case notAContainer

    /// A member's name is absolute or climbs out of the container.
    case unsafeMemberName(String)

    /// Two members have the same name, upper and lower case not told apart.
    case duplicateMember(String)

    /// The member of this name cannot be read.
    case containerMember(String, MemberProblem)

    /// A member is longer than the limit, in bytes, counted while it was inflated.
    case entryTooLarge(limit: Int)

    /// A member inflates to more than this many times its size.
    case ratioTooHigh(limit: Int)

    /// A container has more members than the limit.
    case tooManyEntries(limit: Int)

    /// A document has more sheets than the limit.
    case tooManySheets(limit: Int)

    /// Rows that are stated once and repeated amount to more than the limit, in bytes.
    case tooMuchRepeated(limit: Int)

    /// A member needs a password.
    case encrypted

    /// A workbook lacks a part that it needs or refers to.
    case missingPart(String)

    /// A cell refers to a shared string that is not there.
    case missingSharedString(index: Int)

    /// A workbook has more shared strings than the limit, in bytes.
    case sharedStringsTooLarge(limit: Int)

    /// A container that is no file of its own is larger than what is held in memory.
    case tooLargeForMemory(limit: Int)

    /// A part of a workbook is no good markup.
    case markup(MarkupFailure)
  }

  /// What is wrong.
  public var reason: Reason

  /// The name of the source; `archive.zip!member` for a member of a container.
  public var name: String

  /// The physical line of the place, from 1; `nil` when there is none.
  public var line: Int?

  /// The row of the place, as ``TableRow/number`` counts; `nil` when there is none.
  public var row: Int?

  /// Creates a failure at a place.
  public init(_ reason: Reason, name: String, line: Int? = nil, row: Int? = nil) {
    self.reason = reason
    self.name = name
    self.line = line
    self.row = row
  }
}
