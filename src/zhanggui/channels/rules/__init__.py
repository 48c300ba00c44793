"""Reading what platforms export and writing what they take back: values in, values out, no database and no clock."""
