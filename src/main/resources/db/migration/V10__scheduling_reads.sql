-- Lists of one status, such as those who cancelled: in their order, without the appointments of other statuses between.
CREATE INDEX appointment_status_starts ON appointment (status, starts_at);
CREATE INDEX appointment_doctor_status_starts ON appointment (doctor_id, status, starts_at);
