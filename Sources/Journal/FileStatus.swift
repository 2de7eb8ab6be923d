import Glibc

/// What has a name in a folder, looked at without following a link and without waiting for anything.
struct FileStatus {
    enum Kind: Hashable {
        case file
        case folder
        case link
        case pipe
        case socket
        case device

        /// As a sentence names it.
        var words: String {
            switch self {
            case .file: "a file"
            case .folder: "a folder"
            case .link: "a symbolic link"
            case .pipe: "a pipe"
            case .socket: "a socket"
            case .device: "a device"
            }
        }
    }

    let kind: Kind
    let identity: FileIdentity
    /// How many names the file has.
    let names: Int
    let owner: uid_t
    /// The permission bits.
    let permissions: mode_t
    let size: Int

    private init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
        identity = FileIdentity(device: status.st_dev, inode: status.st_ino)
        names = Int(clamping: status.st_nlink)
        owner = status.st_uid
        permissions = status.st_mode & 0o7777
        size = Int(clamping: status.st_size)
    }

    /// What has the name `path`; nil where nothing has.
    ///
    /// - Throws: `StoreFailure` where that can't be found out.
    init?(of path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            let code = errno
            if code == ENOENT || code == ENOTDIR { return nil }
            throw StoreFailure(errno: code, at: path)
        }
        self.init(status)
    }

    /// What is open.
    init(descriptor: Int32, path: String) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StoreFailure(errno: errno, at: path) }
        self.init(status)
    }
}

/// Which file it is, whatever its name.
struct FileIdentity: Hashable {
    let device: dev_t
    let inode: ino_t
}
