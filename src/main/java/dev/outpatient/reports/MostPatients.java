package dev.outpatient.reports;

import java.time.YearMonth;
import java.util.List;

/**
 * How the doctors rank by the different people who came to visits that took place. Whole: a page shows the beginning.
 *
 * @param ofMonth those who saw anybody in the month, from the most on
 * @param ofYear the same of the month's whole year
 */
public record MostPatients(YearMonth month, List<PatientsRank> ofMonth, List<PatientsRank> ofYear) {}
