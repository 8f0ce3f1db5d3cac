// Conformity
