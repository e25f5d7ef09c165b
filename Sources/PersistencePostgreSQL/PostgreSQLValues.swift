import CLibPQ
import Core
import Persistence

/// Types of the server's catalogue that values are bound as or read from (`pg_type.dat`).
enum TypeOID {
    static let unknown: Oid = 0
    static let boolean: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let numeric: Oid = 1700
    static let void: Oid = 2278
}

/// The values of one statement in libpq's form: binary, each with its type. NULL has no type of its own, so the server takes it from the context.
struct Parameters {
    private(set) var types: [Oid] = []
    private var lengths: [Int32] = []
    private var offsets: [Int] = []
    // Never empty, so that empty texts have an address too.
    private var bytes: [UInt8] = [0]

    var byteCount: Int { bytes.count }

    init(_ values: [SQLValue]) throws {
        types.reserveCapacity(values.count)
        for value in values {
            let start = bytes.count
            var offset = start
            switch value {
            case .null:
                types.append(TypeOID.unknown)
                offset = -1
            case .boolean(let flag):
                types.append(TypeOID.boolean)
                bytes.append(flag ? 1 : 0)
            case .integer(let number):
                types.append(TypeOID.int8)
                append(UInt64(bitPattern: number))
            case .real(let number):
                types.append(TypeOID.float8)
                append(number.bitPattern)
            case .text(let text):
                types.append(TypeOID.text)
                bytes.append(contentsOf: try text.refusingNUL().utf8)
            case .blob(let blob):
                types.append(TypeOID.bytea)
                bytes.append(contentsOf: blob)
            }
            guard let length = Int32(exactly: bytes.count - start) else {
                throw DatabaseError(code: "54000", message: "a value of more than 2 GB")
            }
            lengths.append(length)
            offsets.append(offset)
        }
    }

    /// Calls `body` with number, types, values, lengths and formats as `PQexecPrepared` takes them.
    func withPointers<R>(
        _ body: (Int32, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> R
    ) -> R {
        let formats = [Int32](repeating: 1, count: types.count)
        return bytes.withUnsafeBytes { buffer in
            let pointers = offsets.map { offset -> UnsafePointer<CChar>? in
                offset < 0 ? nil : buffer.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
            }
            return body(Int32(types.count), types, pointers, lengths, formats)
        }
    }

    private mutating func append(_ number: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
    }
}

/// Rows of a result that came in text form.
func decodedRows(_ result: OpaquePointer) -> [Row] {
    let width = PQnfields(result)
    guard width > 0 else { return [] }
    let columns = RowColumns((0..<width).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
    let types = (0..<width).map { PQftype(result, $0) }
    return (0..<PQntuples(result)).map { row in
        var values: [SQLValue] = []
        values.reserveCapacity(Int(width))
        for column in 0..<width {
            guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
                values.append(.null)
                continue
            }
            let text = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
            values.append(decoded(text, type: types[Int(column)]))
        }
        return Row(columns: columns, values: values)
    }
}

private func decoded(_ text: UnsafeRawBufferPointer, type: Oid) -> SQLValue {
    let string = { String(decoding: text, as: UTF8.self) }
    switch type {
    case TypeOID.boolean: return .boolean(text.first == UInt8(ascii: "t"))
    case TypeOID.int2, TypeOID.int4, TypeOID.int8, TypeOID.oid:
        return Int64(string()).map { .integer($0) } ?? .text(string())
    case TypeOID.float4, TypeOID.float8: return Double(string()).map { .real($0) } ?? .text(string())
    case TypeOID.numeric:
        // sum() of BIGINT is numeric; SQLite gives an integer.
        if let whole = Int64(string()) { return .integer(whole) }
        return Double(string()).map { .real($0) } ?? .text(string())
    case TypeOID.bytea: return .blob(unhexed(text))
    case TypeOID.void: return .null
    default: return .text(string())
    }
}

/// `\x0aff`: bytea_output = hex, which every session sets.
private func unhexed(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    func digit(_ byte: UInt8) -> UInt8 { byte < 0x3A ? byte &- 0x30 : byte &- 0x57 }
    return stride(from: 2, to: text.count - 1, by: 2).map { digit(text[$0]) << 4 | digit(text[$0 + 1]) }
}

extension SQLValue {
    /// One field of COPY's text format (PostgreSQL manual, COPY, "File Formats").
    func appendCopyField(to line: inout [UInt8]) throws {
        switch self {
        case .null: line.append(contentsOf: "\\N".utf8)
        case .boolean(let flag): line.append(UInt8(ascii: flag ? "t" : "f"))
        case .integer(let number): line.append(contentsOf: String(number).utf8)
        case .real(let number): line.append(contentsOf: number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity").utf8 : "\(number)".utf8)
        case .text(let text):
            for byte in try text.refusingNUL().utf8 {
                switch byte {
                case UInt8(ascii: "\\"): line.append(contentsOf: "\\\\".utf8)
                case UInt8(ascii: "\n"): line.append(contentsOf: "\\n".utf8)
                case UInt8(ascii: "\r"): line.append(contentsOf: "\\r".utf8)
                case UInt8(ascii: "\t"): line.append(contentsOf: "\\t".utf8)
                default: line.append(byte)
                }
            }
        case .blob(let bytes):
            let digits = Array("0123456789abcdef".utf8)
            line.append(contentsOf: "\\\\x".utf8)
            for byte in bytes {
                line.append(digits[Int(byte >> 4)])
                line.append(digits[Int(byte & 15)])
            }
        }
    }
}
