import Inventory

/// Weighs how alike rows about applications are.
///
/// The weights are judgements in points, ten bits each: on an invented estate of 1,961 applications
/// in 2,983 rows, of the pairs at 0.4, 0.6, 0.8 and 1.0 points 22, 29, 69 and 95 % were one
/// application, so that the odds are even near 0.7 and grow by a thousand with each point.
struct RowLikeness {
  private let rows: [Applications.Row]
  /// The rows that name each machine.
  let byServer: [Int: [Int]]

  /// What a row needs for even odds, in bits.
  private static let prior: Float = -7

  init(_ rows: [Applications.Row]) {
    self.rows = rows
    var byServer: [Int: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      for server in row.allServers { byServer[server, default: []].append(index) }
    }
    self.byServer = byServer
  }

  /// The evidence on two rows by position.
  func evidence(_ one: Int, _ other: Int) -> IdentityEvidence {
    var evidence = evidence(rows[one], rows[other])
    if rows[one].filed.importID == rows[other].filed.importID { evidence.obstacle = .listedTwice }
    return evidence
  }

  /// The evidence on two rows, one of which may be what a machine's row says.
  func evidence(_ a: Applications.Row, _ b: Applications.Row) -> IdentityEvidence {
    var evidence = IdentityEvidence()
    evidence[.prior] = Self.prior
    let name = Self.name(a, b)
    evidence[.name] = name
    if let one = a.kind, let other = b.kind {
      evidence[.service] = one == other ? max(0, 6.5 - name) : -7
    }
    evidence[.places] = Self.wards(a, b) + Self.sites(a, b)
    evidence[.servers] = servers(a, b, tellsNothing: name + evidence[.service] <= 0)
    return evidence
  }

  private static func name(_ a: Applications.Row, _ b: Applications.Row) -> Float {
    var bits: Float = a.aliases.isDisjoint(with: b.aliases) ? 0 : 7
    for one in a.words {
      for other in b.words {
        if one == other { return 9 }
        if bits < 7, ServiceText.abbreviates(one, other) || ServiceText.abbreviates(other, one) {
          bits = 7
        }
      }
    }
    return bits
  }

  private static func wards(_ a: Applications.Row, _ b: Applications.Row) -> Float {
    if a.wards.isEmpty, b.wards.isEmpty { return 0 }
    if !a.wards.isDisjoint(with: b.wards) { return 2.5 }
    return a.wards.isEmpty || b.wards.isEmpty ? -3.5 : -8
  }

  private static func sites(_ a: Applications.Row, _ b: Applications.Row) -> Float {
    guard let one = a.site, let other = b.site else { return 0 }
    return SiteNames.same(one, other) ? 3 : -10
  }

  /// What the machines of two rows tell, where `tellsNothing` says that neither name nor service do.
  private func servers(
    _ a: Applications.Row,
    _ b: Applications.Row,
    tellsNothing: Bool
  ) -> Float {
    guard !a.servers.isEmpty, !b.servers.isEmpty else { return -1 }
    let common = a.servers.intersection(b.servers)
    // Lists are short of machines: that one is not listed says nothing against what its row says.
    if common.isEmpty { return a.isMention || b.isMention ? 0 : -6 }
    // Several applications share a server: it tells which is which only by more servers or a name.
    let crowd = common.compactMap { byServer[$0]?.count }.max() ?? 0
    if tellsNothing, crowd > 2, common.count == 1 { return 0 }
    let either = Float(a.servers.union(b.servers).count)
    let smaller = Float(min(a.servers.count, b.servers.count))
    let bits = Float(common.count) * (5 / either + 4.5 / smaller)
    // In steps of 1/256, so that sums are exact.
    return (bits * 256).rounded() / 256
  }
}
