import CByteMask

extension PlainMarkup {
  @inline(__always)
  mutating func endTag<Handler: MarkupHandler>(
    _ handler: UnsafeMutablePointer<Handler>
  ) throws -> Step {
    guard depth > 0 else { return .handover }
    let tagName = tagNames[Int(openTags[depth &- 1])]
    var position = cursor &+ 2
    guard position &+ tagName.length < window.count else { return .needsMore }
    guard tagName.stands(at: window.bytes + position) else { return .handover }
    position &+= tagName.length
    var lines = 0
    while window.bytes[position] != 0x3E {
      guard isBlank(window.bytes[position]) else { return stopped(position) }
      if window.bytes[position] == 0x0A { lines &+= 1 }
      position &+= 1
    }
    cursor = position &+ 1
    line &+= lines
    return try close(tagName.name, handler)
  }

  /// Leaves the innermost element.
  @inline(__always)
  private mutating func close<Handler: MarkupHandler>(
    _ name: MarkupName,
    _ handler: UnsafeMutablePointer<Handler>
  ) throws -> Step {
    if !namespaces.isEmpty { namespaces.leave(depth) }
    depth &-= 1
    textRun = 0
    try handler.pointee.end(name)
    return .done
  }

  @inline(__always)
  mutating func startTag<Handler: MarkupHandler>(
    _ handler: UnsafeMutablePointer<Handler>
  ) throws -> Step {
    let limit = min(state.pointee.limits.depth, Self.greatestDepth)
    guard depth < limit else { return .handover }
    let start = cursor &+ 1
    var position = nameEnd(start)
    guard position < window.count else { return .needsMore }
    guard let number = tagNames.find(window.bytes + start, position &- start, state) else {
      return .handover
    }
    var attributeCount = 0
    var lines = 0
    if window.bytes[position] != 0x3E {
      let step = readAttributes(&position, &attributeCount, &lines)
      guard step == .done else {
        namespaces.leave(depth &+ 1)
        return step
      }
    }
    let tagName = tagNames[number]
    guard tagName.kind == .plain else {
      namespaces.leave(depth &+ 1)
      return .handover
    }
    var namespace: UnsafePointer<UInt8>?
    if tagName.prefix != nil || !namespaces.isEmpty {
      namespace = namespaces.find(tagName.prefix)
      guard tagName.prefix == nil || namespace != nil else {
        namespaces.leave(depth &+ 1)
        return .handover
      }
    }
    let isEmpty = window.bytes[position] == 0x2F
    openTags[depth] = Int32(truncatingIfNeeded: number)
    openLines[depth] = line
    line &+= lines
    depth &+= 1
    textRun = 0
    cursor = position &+ (isEmpty ? 2 : 1)
    try handler.pointee.start(
      StartTag(
        name: tagName.name,
        line: line,
        depth: depth,
        names: state.pointee.names,
        namespace: namespace,
        attributes: attributes,
        attributeCount: attributeCount
      )
    )
    return isEmpty ? try close(tagName.name, handler) : .done
  }

  /// Where the name that begins at `start` ends: at a blank, `/`, `>`, `=` or a foreign byte.
  @inline(__always)
  private func nameEnd(_ start: Int) -> Int {
    var position = start
    while true {
      let stops = byte_mask_16(window.bytes + position, 0x21, 0x2F, 0x3E, 0x3D)
      if stops != 0 { return position &+ stops.trailingZeroBitCount }
      position &+= 16
    }
  }

  /// Reads the attributes of the tag whose name ends at `position`, and moves to its `>` or `/>`.
  @inline(never)
  private mutating func readAttributes(
    _ position: inout Int,
    _ count: inout Int,
    _ lines: inout Int
  ) -> Step {
    var valueBytes = 0
    decoded.removeAll()
    while true {
      let afterLast = position
      skipBlanks(&position, &lines)
      switch window.bytes[position] {
      case 0x3E: return isPlain(count, valueBytes)
      case 0x2F:
        guard window.bytes[position + 1] == 0x3E else { return stopped(position + 1) }
        return isPlain(count, valueBytes)
      default:
        guard position > afterLast else { return stopped(position) }
      }
      let start = position
      position = nameEnd(start)
      guard position < window.count else { return .needsMore }
      guard let number = tagNames.find(window.bytes + start, position - start, state) else {
        return .handover
      }
      skipBlanks(&position, &lines)
      guard window.bytes[position] == 0x3D else { return stopped(position) }
      position += 1
      skipBlanks(&position, &lines)
      let quote = window.bytes[position]
      guard quote == 0x22 || quote == 0x27 else { return stopped(position) }
      position += 1
      var value = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      let step = readValue(&position, quote, &value, &lines)
      guard step == .done else { return step }
      let tagName = tagNames[number]
      switch tagName.kind {
      case .defaultDeclaration, .declaration:
        guard namespaces.declare(tagName, value, depth + 1, state.pointee.names) else {
          return .handover
        }
      case .plain, .reserved:
        guard count < Self.mostAttributes else { return .handover }
        let slot = attributes + count * 5
        slot[0] = tagName.local
        slot[3] = value.baseAddress
        slot[4] = value.baseAddress.map { $0 + value.count }
        attributePrefixes[count] = tagName.kind == .plain ? tagName.prefix : nil
        valueBytes += value.count
        count += 1
      }
    }
  }

  /// Whether the attributes are within the limits, different, and of known prefixes.
  private func isPlain(_ count: Int, _ valueBytes: Int) -> Step {
    let limits = state.pointee.limits
    guard count <= limits.attributesPerElement, valueBytes <= limits.attributeBytes else {
      return .handover
    }
    for index in 0..<count {
      if let prefix = attributePrefixes[index], namespaces.find(prefix) == nil { return .handover }
      // The same local name may stand twice, in two namespaces: libxml2 knows.
      for other in 0..<index where attributes[other * 5] == attributes[index * 5] {
        return .handover
      }
    }
    return .done
  }

  /// Reads the value that begins at `position`, behind its quote, and moves behind the other.
  private mutating func readValue(
    _ position: inout Int,
    _ quote: UInt8,
    _ value: inout UnsafeBufferPointer<UInt8>,
    _ lines: inout Int
  ) -> Step {
    let bytes = UnsafePointer(window.bytes)
    let start = position
    while true {
      let stops = byte_mask_16(bytes + position, 0x20, quote, 0x26, 0x3C)
      position += stops == 0 ? 16 : stops.trailingZeroBitCount
      guard stops != 0 else { continue }
      switch bytes[position] {
      case quote:
        value = UnsafeBufferPointer(start: bytes + start, count: position - start)
        position += 1
        return .done
      case 0x26, 0x09, 0x0A, 0x0D:
        decoded.begin(bytes + start, position - start)
        return decodeValue(&position, quote, &value, &lines)
      default:
        let length = characterLength(position)
        guard length > 0 else { return stopped(position) }
        position += length
      }
    }
  }

  /// Goes on with a value that holds references or blanks that are read as spaces.
  private mutating func decodeValue(
    _ position: inout Int,
    _ quote: UInt8,
    _ value: inout UnsafeBufferPointer<UInt8>,
    _ lines: inout Int
  ) -> Step {
    let bytes = UnsafePointer(window.bytes)
    while true {
      let stops = byte_mask_16(bytes + position, 0x20, quote, 0x26, 0x3C)
      let plain = stops == 0 ? 16 : stops.trailingZeroBitCount
      decoded.append(bytes + position, plain)
      position += plain
      guard stops != 0 else { continue }
      switch bytes[position] {
      case quote:
        value = decoded.end()
        position += 1
        return .done
      case 0x26:
        let found = reference(position, decoded.next)
        guard found.written > 0 else {
          return window.count - position < 12 ? .needsMore : .handover
        }
        decoded.extend(found.written)
        position += found.length
      case 0x09, 0x0A, 0x0D:
        if bytes[position] == 0x0D, bytes[position + 1] == 0x0A { position += 1 }
        if bytes[position] == 0x0A { lines += 1 }
        decoded.append(" ")
        position += 1
      default:
        let length = characterLength(position)
        guard length > 0 else { return stopped(position) }
        decoded.append(bytes + position, length)
        position += length
      }
    }
  }

  /// What to do about the byte at `position`, at which a tag is not plain: more may come.
  private func stopped(_ position: Int) -> Step {
    window.count - position < 4 ? .needsMore : .handover
  }

  private func skipBlanks(_ position: inout Int, _ lines: inout Int) {
    while isBlank(window.bytes[position]) {
      if window.bytes[position] == 0x0A { lines += 1 }
      position += 1
    }
  }

  @inline(__always)
  func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }
}
