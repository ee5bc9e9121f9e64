enum RetirementPlaceholder {}
