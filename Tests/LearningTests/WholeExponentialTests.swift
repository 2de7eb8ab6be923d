import TestSupport
import Testing

@testable import Learning

/// The exponential of whole numbers, and products of them with Doubles.
@Suite struct WholeExponentialTests {
    /// t in units of 2⁻¹⁰⁴; e⁻ᵗ, σ(t) and σ(−t) in units of 2⁻¹²⁷, 2⁻¹²⁵ and 2⁻¹²⁴: by Python's decimal module, 80 digits.
    private static let truths: [(UInt128, UInt128, UInt128, UInt128)] = [
        (
            0x00000161cb91ce375bc8fbbcbde5c099, 0x20232704da70fddf0212035acd8d7fc0, 0x1993fafdd9789751a8c7b5589013f3fc,
            0x033602811343b4572b9c2553b7f60601
        ),
        (
            0x000000000000000000000077d7210dff, 0x7fffffffffffffffc4146f7900800000, 0x100000000000000003beb9086ff7ffff,
            0x07fffffffffffffffe20a37bc8040000
        ),
        (
            0x00000028e6a16a3b0d464138a6233255, 0x6d197ea24ed040f2c1ba7d6f89c9dc43, 0x114683507de9cdda1a0a0c22bc396b3b,
            0x075cbe57c10b1912f2faf9eea1e34a62
        ),
        (
            0x00000000037949c47814e8a25f2dd97f, 0x7ffe435e220cd23dba715f5de9543ec6, 0x10001bca4e23a4b525e245499c38eb55,
            0x07fff21ad8ee2da56d0edd5b31e38a55
        ),
        (
            0x000000921a1afe878b33e968617959ce, 0x4855f8399308e4647d917034f59ede66, 0x1472176a5e87d8cf3fced96bbe7e8f58,
            0x05c6f44ad0bc13986018934a20c0b853
        ),
        (
            0x00000068377b9aa2bb2edb20035b7399, 0x5531b8cdc8ed49a57d8762a1e923c461, 0x1336683917743984fc1753f2de49b9c2,
            0x0664cbe37445e33d81f4560690db231e
        ),
        (
            0x00000188de11cc9dea959c212e9c82b1, 0x1b969acbda51749381ee42652b919155, 0x1a536d558844ae31cf86d086c302f30d,
            0x02d649553bdda8e7183c97bc9e7e8679
        ),
        (
            0x00000126cc11d357c30d8b7628dbd25e, 0x2877784fb50b1bc3a45945e661dd1667, 0x18503bd9e7295fa4c60b8207bfbf2c8a,
            0x03d7e2130c6b502d9cfa3efc202069ba
        ),
        (
            0x0000001071e0c07e9e115e4b9e30691c, 0x78093e960a829a96be226dfa07bcda0a, 0x108383726cce5415f2cd4cd718567da9,
            0x07be3e46c998d5f50699599473d4c12b
        ),
        (
            0x00000000df1461aaf8eb18b900745130, 0x7f90a65a30c7597c3213b19fcb4a81ae, 0x1006f8a29c69ca0cd8ba7911cf09609e,
            0x07fc83aeb1cb1af993a2c377187b4fb0
        ),
        (
            0x000000fbf5cae3bf3729c619c60a3cab, 0x2fd66a0ec1c3797df58871ac0d022b02, 0x174b527ba3769ac341606488b7764222,
            0x045a56c22e44b29e5f4fcdbba444deee
        ),
        (
            0x000000284a0fe75d2a9eba0cdf561d80, 0x6d5c4c9a58da755ddd85c92d70dded6c, 0x1141a69bcb24f8010174843b8a197209,
            0x075f2cb21a6d83ff7f45bde23af346fb
        ),
        (
            0x000000a0ad864c44e049548e8a0a8c96, 0x445511416c406fe4178922f2d1b21298, 0x14dcd2a4a7c5d520b41ac567398ac8c6,
            0x059196adac1d156fa5f29d4c633a9b9c
        ),
        (
            0x000000b0f7f35634f0e3cd972e81d66d, 0x401e90726ddad30c3c246a11709289af, 0x1551f07d987db3c0a9d9b1b4ca3ea628,
            0x055707c133c1261fab1327259ae0aceb
        ),
        (
            0x00000062e4cc4132f7108e96f770c226, 0x56fbf50f0163e58e95d0e43505bb1c0c, 0x130d74b7b4fa846280549d342e4a561a,
            0x067945a42582bdcebfd5b165e8dad4f2
        ),
        (
            0x000000546a3753915c76f18a0585a01c, 0x5c0baf0635e6ad7048dc567d2e81519c, 0x129d4417688b253e19640fec7324a975,
            0x06b15df44bba6d60f34df809c66dab45
        ),
        (
            0x0000002654f46a6910acff0043892dfc, 0x6e333006d5e1ffe433b77d13bbc8b485, 0x1132154b3200a237d23fae12984927b5,
            0x0766f55a66ffaee416e028f6b3db6c25
        ),
        (
            0x0000000000000000000000ad98921396, 0x7fffffffffffffffa933b6f635000000, 0x1000000000000000056cc4909cafffff,
            0x07fffffffffffffffd499db7b1a80000
        ),
        (
            0x000003465af84e6b4f59672710e6d8e6, 0x04d76639741ef08822728128cef29764, 0x1ed5715132b51da1255bd3a78e65cbeb,
            0x0095475766a5712f6d52162c38cd1a0a
        ),
        (
            0x0000005e50d7d13fb24891917b121dc5, 0x588dbf91eb29f45b0ec42a24dbf5e416, 0x12ea1b257451517a0d00d65edad20fea,
            0x068af26d45d75742f97f94d09296f80a
        ),
        (
            0x000003a52d1634b4b465325278f845f5, 0x0357c23cb6266677dc710c2600a648e6, 0x1f2f815b267185b7aa9c6823ba0ff74f,
            0x00683f526cc73d242ab1cbee22f80458
        ),
        (
            0x000001e605da8467f06313fff9a01fe8, 0x132c4a3cf70a8522b9cee86930d5c279, 0x1bd4c8e4b867e5351e9bc490c3a84fdf,
            0x02159b8da3cc0d6570b21db79e2bd810
        ),
        (
            0x0000023204a012e8677fd139d84a1d3a, 0x0e3f998a4f5740150d97ab633111dc8d, 0x1ccb70f8e281d54703d608941714bda8,
            0x019a47838ebf155c7e14fbb5f475a12b
        ),
        (
            0x00000d759419cf4d60597bdc5dbe4409, 0x00000bfa6fd0bfe329d32444c7dcdfaa, 0x1ffffd0164538d4dc1704cf0316099b1,
            0x0000017f4dd639591f47d987e74fb327
        ),
    ]

    private func distance(_ a: UInt128, _ b: UInt128) -> UInt128 { a > b ? a - b : b - a }

    @Test func `the exponential and the logistic function are as near the truth as they say`() {
        for (t, power, likely, unlikely) in Self.truths {
            #expect(distance(WholeExponential.shared(t), power) <= 1 << (127 - 104))
            let found = WholeExponential.shared.logistic(t)
            #expect(distance(found.likely, likely) <= 1 << (125 - 102))
            #expect(distance(found.unlikely, unlikely) <= 1 << (124 - 102))
        }
        #expect(WholeExponential.shared(0) == 1 << 127)
        #expect(WholeExponential.shared(.max) == 0)
    }

    @Test func `the product of two exponentials is that of the sum`() {
        var random = Seeded(1)
        for _ in 0..<20_000 {
            let bits = UInt128(random.next() % 12)
            let a = (UInt128(random.next()) << 46) >> bits
            let b = UInt128(random.next()) << 41
            let product = WholeExponential.high(WholeExponential.shared(a), WholeExponential.shared(b)) << 1
            #expect(distance(product, WholeExponential.shared(a + b)) <= 3 << (127 - 104))
        }
    }

    @Test func `a Double times a whole number is the whole number below`() {
        var random = Seeded(2)
        for _ in 0..<20_000 {
            let mantissa = Int64(truncatingIfNeeded: random.next()) >> Int64(11 + random.next() % 40)
            let exponent = Int(random.next() % 120) - 80
            let x = Double(sign: .plus, exponent: exponent, significand: Double(mantissa))
            let v =
                (Int128(Int64(truncatingIfNeeded: random.next())) << Int128(random.next() % 60))
                >> Int128(random.next() % 60)
            let shift = Int(random.next() % 160) - 100
            let room = Double(mantissa) * Double(v) * Double(sign: .plus, exponent: exponent + shift, significand: 1)
            guard abs(room) < 0x1p120 else { continue }
            let found = WholeParts(x).times(v, shiftedBy: shift)
            #expect(abs(Double(found) - room) <= 1 + abs(room) * 0x1p-48)
            // Exact where the product fits.
            if v.magnitude < 1 << 62, exponent + shift >= 0, exponent + shift < 8 {
                #expect(found == (Int128(mantissa) * v) << Int128(exponent + shift))
            }
            if v.magnitude < 1 << 62, exponent + shift < 0, exponent + shift > -126 {
                #expect(found == (Int128(mantissa) * v) >> Int128(-(exponent + shift)))
            }
        }
        #expect(WholeParts(-0x1p-1074).times(1, shiftedBy: 0) == -1)
        #expect(WholeParts(0x1p-1074).times(1, shiftedBy: 0) == 0)
        #expect(WholeParts(.leastNonzeroMagnitude).times(3, shiftedBy: 1074) == 3)
    }
}
