import CQREncode
import Presentation

/// A QR code as a drawing in the page: nothing is loaded, and the secret in it stands in no address.
///
/// Nil when the text is too long for one.
func qrCode(_ text: String, label: String) -> HTML? {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard let modules = code.pointee.data else { return nil }
    // A quiet zone of four modules (ISO/IEC 18004 §6.3.8).
    let (margin, side) = (4, width + 8)
    var drawing = ""
    for y in 0..<width {
        var x = 0
        while x < width {
            guard modules[y * width + x] & 1 == 1 else {
                x += 1
                continue
            }
            let start = x
            while x < width, modules[y * width + x] & 1 == 1 { x += 1 }
            drawing += "M\(start + margin) \(y + margin)h\(x - start)v1h-\(x - start)z"
        }
    }
    return svg(.class("qr"), .role("img"), .ariaLabel(label), .svg(.viewBox, "0 0 \(side) \(side)")) {
        rect(.svg(.width, String(side)), .svg(.height, String(side)), .svg(.fill, "#fff")) {}
        path(.svg(.d, drawing), .svg(.fill, "#000")) {}
    }
}
