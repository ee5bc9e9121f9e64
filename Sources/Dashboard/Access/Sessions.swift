import Synchronization

/// Who is in, by the hash of the secret that his browser holds.
final class Sessions: Sendable {
  /// One stay of one person.
  struct Session: Sendable, Hashable {
    /// His name.
    var name: String
    /// The account that let him in; `nil` for who started the program.
    var account: Account?
    /// What his forms must send back.
    var formToken: String
    /// When it began, in seconds since 1970, UTC.
    var began: Int
    /// When he last asked for something.
    var lastSeen: Int
  }

  /// How long a session lasts without a request: 30 minutes, in seconds.
  static let idleLimit = 1_800
  /// How long it lasts at most: 12 hours, in seconds.
  static let limit = 43_200
  /// How many there are at most; the oldest gives way.
  static let most = 1_000

  private let sessions = Mutex<[String: Session]>([:])

  /// Lets a person in; returns what his browser is to hold.
  func begin(
    _ name: String,
    account: Account?,
    at now: Int,
    random: (Int) -> [UInt8]
  ) -> String {
    let secret = Secret(random)
    let session = Session(
      name: name,
      account: account,
      formToken: Secret(random).text,
      began: now,
      lastSeen: now
    )
    sessions.withLock { sessions in
      sessions = sessions.filter { Self.lasts($0.value, at: now) }
      if sessions.count >= Self.most,
        let oldest = sessions.min(by: { ($0.value.began, $0.key) < ($1.value.began, $1.key) })
      {
        sessions[oldest.key] = nil
      }
      sessions[secret.hash] = session
    }
    return secret.text
  }

  /// The session of who holds `secret`, which goes on; `nil` when there is none, or no more.
  func session(_ secret: String, at now: Int) -> Session? {
    let hash = Secret.hash(of: secret)
    return sessions.withLock { sessions in
      guard var session = sessions[hash] else { return nil }
      guard Self.lasts(session, at: now) else {
        sessions[hash] = nil
        return nil
      }
      session.lastSeen = max(session.lastSeen, now)
      sessions[hash] = session
      return session
    }
  }

  /// Ends the session of who holds `secret`.
  func end(_ secret: String) {
    sessions.withLock { $0[Secret.hash(of: secret)] = nil }
  }

  private static func lasts(_ session: Session, at now: Int) -> Bool {
    now - session.lastSeen < idleLimit && now - session.began < limit
  }
}
