/// Answers that take long, each computed once while the workspace stays as it is.
///
/// Nobody waits for one at length: who asks gets the answer when it is there soon, and otherwise a
/// page that asks again.
actor Inquiries {
  private enum Inquiry {
    case open
    case answered(any Sendable)
    case failed(any Error)
  }

  private var inquiries: [String: Inquiry] = [:]
  /// The questions in the order asked, so that the oldest answer makes room.
  private var order: [String] = []
  private static let limit = 64

  /// The answer to a question, computed where nobody asked it before.
  ///
  /// - Parameters:
  ///   - question: All that the answer depends on but for the workspace.
  ///   - patience: How long to wait for it.
  ///   - compute: Finds the answer; runs on, whether anybody waits or not.
  /// - Returns: The answer; `nil` when it takes longer.
  /// - Throws: What `compute` throws.
  func answer<Answer: Sendable>(
    to question: String,
    patience: Duration = .milliseconds(1_500),
    _ compute: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer? {
    if inquiries[question] == nil { begin(question, compute) }
    let end = ContinuousClock.now + patience
    while true {
      switch inquiries[question] {
      case .answered(let answer): return answer as? Answer
      case .failed(let error):
        // What went wrong once may go well when it is asked again.
        forget(question)
        throw error
      case .open: break
      case nil: return nil
      }
      guard ContinuousClock.now < end else { return nil }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private func begin<Answer: Sendable>(
    _ question: String,
    _ compute: @escaping @Sendable () async throws -> Answer
  ) {
    if order.count >= Self.limit, let oldest = order.first(where: { isAnswered($0) }) {
      forget(oldest)
    }
    inquiries[question] = .open
    order.append(question)
    Task {
      do {
        inquiries[question] = .answered(try await compute())
      } catch {
        inquiries[question] = .failed(error)
      }
    }
  }

  private func isAnswered(_ question: String) -> Bool {
    if case .open = inquiries[question] { false } else { true }
  }

  private func forget(_ question: String) {
    inquiries[question] = nil
    order.removeAll { $0 == question }
  }
}
