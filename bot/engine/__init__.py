"""What makes things happen on time; knows neither Slack nor SQL."""
