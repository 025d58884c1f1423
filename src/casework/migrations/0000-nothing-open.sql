-- Nothing is open by default: whoever is to read, write or call something is granted it by the migration that makes it.
revoke all on schema public from public;
alter default privileges revoke execute on functions from public;
alter default privileges revoke usage on types from public;
