/// What answers is not the control plane of this node's installation. Told when the stream cannot be opened.
struct ForeignControlPlane: Error, CustomStringConvertible {
    var url: String

    var description: String {
        "What answers at \(url) is not this node's control plane: its certificate is from the authority of another installation, or of another "
            + "database. The node goes on serving what it has, and takes nothing from there. Bring the right database back, or join this node anew."
    }

    /// The handshake found no way from the certificate to this installation's authority. BoringSSL has no other word for it.
    static func isCause(of error: any Error) -> Bool { String(describing: error).contains("CERTIFICATE_VERIFY_FAILED") }
}
