-- The reports as stored procedures, for those who ask the database itself. Only MySQL and MariaDB have them; the program
-- asks its own statements, and a test holds the two against each other. Days are those of the clock on the office's wall.

DROP PROCEDURE IF EXISTS GetDailyAppointmentReportByDoctor;
DROP PROCEDURE IF EXISTS GetDoctorWithMostPatientsByMonth;
DROP PROCEDURE IF EXISTS GetDoctorWithMostPatientsByYear;

DELIMITER //

CREATE PROCEDURE GetDailyAppointmentReportByDoctor(IN report_date DATE)
  READS SQL DATA
BEGIN
  SELECT d.name AS doctor_name, a.appointment_date AS appointment_time, a.status,
         p.name AS patient_name, p.phone AS patient_phone
  FROM appointment a JOIN doctor d ON d.id = a.doctor_id JOIN patient p ON p.id = a.patient_id
  WHERE a.appointment_date >= report_date AND a.appointment_date < report_date + INTERVAL 1 DAY
    AND a.starts_at >= report_date - INTERVAL 1 DAY AND a.starts_at < report_date + INTERVAL 2 DAY
  ORDER BY d.name, d.id, a.appointment_date, a.starts_at, a.id;
END//

-- Visits that took place; doctors who are level are all in the answer.
CREATE PROCEDURE GetDoctorWithMostPatientsByMonth(IN input_month INT, IN input_year INT)
  READS SQL DATA
BEGIN
  DECLARE first_day DATE DEFAULT STR_TO_DATE(CONCAT(input_year, '-', input_month, '-1'), '%Y-%c-%e');
  SELECT seen.doctor_id, seen.patients_seen
  FROM (SELECT a.doctor_id, COUNT(DISTINCT a.patient_id) AS patients_seen,
               RANK() OVER (ORDER BY COUNT(DISTINCT a.patient_id) DESC) AS place
        FROM appointment a
        WHERE a.status = 'completed'
          AND a.appointment_date >= first_day AND a.appointment_date < first_day + INTERVAL 1 MONTH
          AND a.starts_at >= first_day - INTERVAL 1 DAY AND a.starts_at < first_day + INTERVAL 1 MONTH + INTERVAL 1 DAY
        GROUP BY a.doctor_id) seen
  WHERE seen.place = 1
  ORDER BY seen.doctor_id;
END//

CREATE PROCEDURE GetDoctorWithMostPatientsByYear(IN input_year INT)
  READS SQL DATA
BEGIN
  DECLARE first_day DATE DEFAULT STR_TO_DATE(CONCAT(input_year, '-1-1'), '%Y-%c-%e');
  SELECT seen.doctor_id, seen.patients_seen
  FROM (SELECT a.doctor_id, COUNT(DISTINCT a.patient_id) AS patients_seen,
               RANK() OVER (ORDER BY COUNT(DISTINCT a.patient_id) DESC) AS place
        FROM appointment a
        WHERE a.status = 'completed'
          AND a.appointment_date >= first_day AND a.appointment_date < first_day + INTERVAL 1 YEAR
          AND a.starts_at >= first_day - INTERVAL 1 DAY AND a.starts_at < first_day + INTERVAL 1 YEAR + INTERVAL 1 DAY
        GROUP BY a.doctor_id) seen
  WHERE seen.place = 1
  ORDER BY seen.doctor_id;
END//

DELIMITER ;
