import Records
import Testing

@testable import Journal

@Suite struct MerkleTreeTests {
    /// The test inputs of Certificate Transparency (RFC 6962's reference implementation) and the root after each.
    static let inputs = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func `the root of nothing is the hash of nothing`() {
        #expect(
            Hexadecimal.text(MerkleTree().root) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `the known roots come out`() throws {
        var tree = MerkleTree()
        for (input, root) in zip(Self.inputs, Self.roots) {
            tree.append(try #require(Hexadecimal.bytes(input)))
            #expect(Hexadecimal.text(tree.root) == root)
        }
    }

    @Test func `appending gives the root that RFC 6962 defines by halves`() {
        func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
            if leaves.count == 1 { return Digest.sha256(domain: 0, leaves[leaves.startIndex]) }
            var half = 1
            while half * 2 < leaves.count { half *= 2 }
            return Digest.sha256(domain: 1, root(leaves.prefix(half)), root(leaves.dropFirst(half)))
        }
        var tree = MerkleTree()
        var leaves: [[UInt8]] = []
        for number in 0..<70 {
            leaves.append([UInt8(number), 9])
            tree.append([UInt8(number), 9])
            #expect(tree.root == root(leaves[...]))
        }
    }
}
