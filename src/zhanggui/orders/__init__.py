"""What buyers want: orders, their review and holds, their claim on stock, until a parcel takes them over."""
