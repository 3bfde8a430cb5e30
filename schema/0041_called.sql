-- What an appointment called the person, shown until they come: else whoever appoints a guessed
-- address would learn from the name that it is known here, and whose it is.
ALTER TABLE mandate ADD COLUMN called TEXT;
ALTER TABLE mandate ADD COLUMN called_in TEXT; -- language of pages and mails that was chosen for them
