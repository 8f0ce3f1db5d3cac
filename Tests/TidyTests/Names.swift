/// Folders named after a layer say nothing about the product.
let bannedFolders: Set<String> = ["Models", "Controllers", "Core", "Extensions", "Helpers", "Utils"]
/// Ends of a file name that do not say which aspect of the type the file holds.
let bannedFileEnds = ["+ext", "+extension", "+extensions", "+utils", "+helpers"]
/// Ends of a type name that say nothing: every type manages, serves, helps, informs or is data.
let bannedTypeEnds = ["Manager", "Service", "Handler", "Helper", "Helpers", "Utils", "Utility", "Info", "Data", "DTO"]

func bannedPaths(of file: TextFile) -> [Complaint] {
    guard file.isSwift else { return [] }
    var parts = file.path.split(separator: "/").map(String.init)
    let name = parts.removeLast().dropLast(".swift".count)
    let folders = parts.filter(bannedFolders.contains).map {
        Complaint(
            path: file.path, line: nil,
            message: "folder \($0): name folders after the area of the standard or the product")
    }
    let ends = bannedFileEnds.filter { name.lowercased().hasSuffix($0) }.map {
        Complaint(path: file.path, line: nil, message: "\($0): name the aspect, as in Risk+Treatment.swift")
    }
    return folders + ends
}

func bannedTypeNames(in file: TextFile) -> [Complaint] {
    guard file.isSource else { return [] }
    let code = SwiftText(file.text).code
    return ["struct", "class", "enum", "actor", "protocol", "typealias"].flatMap { keyword in
        code.positions(of: keyword + " ").filter { code.holdsWholeWords(at: $0, of: keyword + " ") }.compactMap {
            start in
            let name = String(
                decoding: code[(start + keyword.utf8.count + 1)...].prefix { $0.isWordByte }, as: UTF8.self)
            return bannedTypeEnds.first(where: name.hasSuffix).map {
                Complaint(
                    path: file.path, line: code.line(at: start),
                    message: "\(name): \"\($0)\" says nothing; use the standard's noun, or say what it does")
            }
        }
    }
}

/// Folders of somebody's machine. Put together here, so that this file does not hold them.
let machineFolders = ["work", "home", "root", "tmp/bash_jobs"].map { "/" + $0 + "/" }

/// Complains about an absolute path that is there on one machine only. In "https://site.example/home/" it is none.
func machinePaths(in file: TextFile) -> [Complaint] {
    let bytes = Array(file.text.utf8)
    return machineFolders.flatMap { folder in
        bytes.positions(of: folder).filter { beginsPath(bytes, at: $0) }.map {
            Complaint(
                path: file.path, line: bytes.line(at: $0),
                message: "\"\(folder)\" is a folder of one machine; name it relative to the repository")
        }
    }
}

private func beginsPath(_ bytes: [UInt8], at position: Int) -> Bool {
    guard position > 0 else { return true }
    let before = bytes[position - 1]
    return !before.isWordByte && !Array(".-~$}+)".utf8).contains(before)
}
