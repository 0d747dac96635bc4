package dev.outpatient.portal.web;

import java.util.List;

/**
 * What can be done with a visit.
 *
 * @param buttons stand in the line
 * @param more stand behind them in a menu
 * @param moreLabel says whose visit the menu is about
 */
public record VisitMenu(List<VisitLink> buttons, List<VisitLink> more, String moreLabel) {}
