import Foundation
import Ledger
import Testing

/// Test vectors for RFC 6962 trees that were made by other people's code.
struct PublishedVectors {
    let json: JSON

    init() throws {
        let folder = try #require(Bundle.module.resourceURL)
        let file = folder.appendingPathComponent("Vectors/rfc6962.json")
        json = try JSON(parsing: [UInt8](try Data(contentsOf: file)))
    }

    func digests(_ list: JSON?) throws -> [Digest] {
        try #require(list?.array).map { try digest($0) }
    }

    func digest(_ text: JSON?) throws -> Digest {
        try #require(text?.string.flatMap(Digest.init(hex:)))
    }

    func number(_ value: JSON?) throws -> Int {
        Int(try #require(value?.integer))
    }

    /// The proofs of a list, as two numbers and a path each.
    func proofs(_ list: String, _ first: String, _ second: String, _ path: String) throws -> [(Int, Int, [Digest])] {
        try #require(json[list]?.array).map {
            (try number($0[first]), try number($0[second]), try digests($0[path]))
        }
    }
}
