import Inventory

/// The settings as one estimate uses them: one grid intensity, every factor there.
struct FactorsInUse {
  let hostUtilization: Factor
  let serverUtilization: Factor
  let hours: Factor
  let effectiveness: Factor
  let fixedOverhead: Factor
  let inService: Factor
  let grid: Factor
  let price: Factor
  let destinationEffectiveness: Factor
  let destinationRatio: Factor
  let destinationCore: Factor
  let destinationOvercommit: Factor
  let destinationMemory: Factor
  let standby: Factor
  let unknownServer: Factor
  let storage: Factor
  let storageControllers: Factor
  let storageDisk: Factor
  let networkDevice: Factor

  init(_ settings: EstimationSettings, asOf: CalendarDate?) {
    func factor(_ key: EstimationSettings.Key) -> Factor {
      // The standard has every key but the user's own grid intensity.
      settings[key] ?? EstimationSettings.standard[key]
        ?? Factor(
          key: key.rawValue,
          italian: key.rawValue,
          english: key.rawValue,
          value: 0,
          low: 0,
          high: 0,
          unit: "",
          year: nil,
          source: ""
        )
    }
    hostUtilization = factor(.hostUtilization)
    serverUtilization = factor(.serverUtilization)
    hours = factor(.hours)
    effectiveness = factor(.effectiveness)
    fixedOverhead = factor(.fixedOverhead)
    inService = factor(.inService)
    grid = settings.gridIntensity(year: asOf?.year) ?? factor(.gridIntensity2024)
    price = factor(.price)
    destinationEffectiveness = factor(.destinationEffectiveness)
    destinationRatio = factor(.destinationRatio)
    destinationCore = factor(.destinationCore)
    destinationOvercommit = factor(.destinationOvercommit)
    destinationMemory = factor(.destinationMemory)
    standby = factor(.standby)
    unknownServer = factor(.unknownServer)
    storage = factor(.storage)
    storageControllers = factor(.storageControllers)
    storageDisk = factor(.storageDisk)
    networkDevice = factor(.networkDevice)
  }

  /// The factors, in the order of their keys.
  var used: [Factor] {
    [
      hostUtilization, serverUtilization, hours, effectiveness, fixedOverhead, inService, grid,
      price, destinationEffectiveness, destinationRatio, destinationCore, destinationOvercommit,
      destinationMemory, standby, unknownServer, storage, storageControllers, storageDisk,
      networkDevice,
    ]
  }

  /// What one watt less at the plug takes off the meter while the room lives:
  /// 1 + (1 − fixed share) × (PUE − 1).
  static func marginal(effectiveness: Double, fixedOverhead: Double) -> Double {
    1 + (1 - fixedOverhead) * (effectiveness - 1)
  }

  var marginalOverhead: Double {
    Self.marginal(effectiveness: effectiveness.value, fixedOverhead: fixedOverhead.value)
  }

  /// The spread of the marginal overhead, from those of the PUE and of the fixed share.
  var marginalSpread: Spread {
    let fixed = fixedOverhead.value
    let value = marginalOverhead
    return Spread(
      value,
      low: Self.marginal(effectiveness: effectiveness.low, fixedOverhead: fixed),
      high: Self.marginal(effectiveness: effectiveness.high, fixedOverhead: fixed)
    ).combined(
      with: Spread(
        value,
        low: Self.marginal(effectiveness: effectiveness.value, fixedOverhead: fixedOverhead.high),
        high: Self.marginal(effectiveness: effectiveness.value, fixedOverhead: fixedOverhead.low)
      )
    )
  }

  /// Kilowatt-hours a year for each watt.
  var yearlyHours: Double { hours.value / 1_000 }

  /// The destination's watts for a virtual processor.
  var destinationProcessor: Double { destinationCore.value / destinationOvercommit.value }
}

extension Factor {
  /// The factor's spread around its value.
  var spread: Spread { Spread(value, low: low, high: high) }

  /// The value at `deviate` standard deviations, log-normal on each side.
  func value(at deviate: Double) -> Double { value * spread.factor(at: deviate) }
}
