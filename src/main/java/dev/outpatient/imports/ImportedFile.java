package dev.outpatient.imports;

/**
 * What became of the rows of a file.
 *
 * @param otherClasses those that nobody asked for, such as encounters of an emergency room
 */
public record ImportedFile(String name, long rows, long taken, long alreadyThere, long rejected, long otherClasses) {}
