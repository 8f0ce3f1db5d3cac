// AIMS
